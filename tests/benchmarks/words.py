"""French words and their English, by class, the common ones first: the vocabulary of `prose`."""

from __future__ import annotations


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


MASCULINE = _pairs("""
    service=service rapport=report réseau=network pays=country programme=programme projet=project travail=work
    public=public bureau=office secteur=sector conseil=council territoire=territory budget=budget citoyen=citizen
    temps=time cas=case nombre=number résultat=result document=document contrôle=control risque=risk plan=plan
    niveau=level système=system centre=centre accès=access accord=agreement appui=support outil=tool délai=deadline
    besoin=need domaine=field effort=effort exercice=exercise suivi=monitoring agent=officer ministère=ministry
    texte=text article=article tableau=table chapitre=chapter exemple=example site=site logement=housing
    hôpital=hospital quartier=district village=village marché=market port=port fleuve=river climat=climate sol=soil
    déchet=waste emploi=job métier=trade élève=pupil étudiant=student enseignant=teacher médecin=doctor
    patient=patient juge=judge droit=law recours=appeal dossier=file formulaire=form courrier=letter message=message
    signal=signal ordinateur=computer logiciel=software fichier=file serveur=server compte=account chiffre=figure
    montant=amount impôt=tax prix=price achat=purchase contrat=contract partenaire=partner client=customer
    transport=transport train=train véhicule=vehicle chantier=site bâtiment=building pont=bridge barrage=dam
    incendie=fire séisme=earthquake secours=rescue soldat=soldier navire=ship avion=aircraft équipage=crew
    matériel=equipment stock=stock carburant=fuel moteur=engine capteur=sensor calendrier=calendar trimestre=quarter
    bilan=review indicateur=indicator objectif=goal principe=principle engagement=commitment changement=change
    développement=development équilibre=balance ensemble=whole reste=rest choix=choice débat=debate avis=opinion
    vote=vote élu=councillor maire=mayor
""")
FEMININE = _pairs("""
    année=year mission=mission équipe=team région=region commune=municipality population=population
    situation=situation mesure=measure politique=policy action=action ville=city formation=training santé=health
    école=school loi=law demande=request réponse=answer question=question décision=decision direction=department
    information=information donnée=datum page=page partie=part période=period méthode=method règle=rule
    procédure=procedure évaluation=evaluation analyse=analysis étude=study enquête=survey recherche=research
    base=base ressource=resource aide=help dépense=expense recette=revenue dette=debt économie=economy
    entreprise=company industrie=industry énergie=energy eau=water forêt=forest terre=land mer=sea côte=coast
    montagne=mountain rivière=river pluie=rain crue=flood tempête=storm sécurité=safety défense=defence
    police=police armée=army frontière=border crise=crisis urgence=emergency alerte=alert intervention=intervention
    opération=operation stratégie=strategy organisation=organisation autorité=authority
    administration=administration collectivité=community association=association famille=family femme=woman
    personne=person jeunesse=youth retraite=pension maladie=illness vaccination=vaccination prévention=prevention
    protection=protection qualité=quality quantité=quantity valeur=value part=share hausse=rise baisse=fall
    moyenne=average durée=duration date=date liste=list carte=map adresse=address langue=language image=picture
    version=version machine=machine technologie=technology connexion=connection panne=failure réparation=repair
    livraison=delivery route=road voie=lane gare=station ligne=line construction=construction rénovation=renovation
    culture=culture bibliothèque=library œuvre=work tradition=tradition histoire=history confiance=trust
    volonté=will égalité=equality liberté=freedom justice=justice responsabilité=responsibility
    transparence=transparency coopération=cooperation convention=convention signature=signature réunion=meeting
    séance=session assemblée=assembly commission=commission
""")
ADJECTIVES = _pairs("""
    public=public national=national social=social local=local nouveau=new grand=large premier=first
    important=important économique=economic européen=European français=French général=general annuel=annual
    technique=technical numérique=digital administratif=administrative rural=rural urbain=urban maritime=maritime
    militaire=military sanitaire=health scolaire=school agricole=agricultural industriel=industrial
    financier=financial juridique=legal durable=sustainable utile=useful rapide=quick simple=simple complet=complete
    précis=precise récent=recent ancien=former fragile=fragile accessible=accessible disponible=available
    nécessaire=necessary possible=possible difficile=difficult stable=stable faible=low élevé=high moyen=average
    total=total partiel=partial régulier=regular mensuel=monthly quotidien=daily commun=common
    particulier=particular spécial=special international=international voisin=neighbouring lointain=distant
    central=central oriental=eastern occidental=western humain=human naturel=natural chimique=chemical
    électrique=electric mécanique=mechanical fluvial=river solaire=solar thermique=thermal mobile=mobile ouvert=open
    fermé=closed libre=free obligatoire=compulsory gratuit=free prioritaire=priority exceptionnel=exceptional
""")
VERBS = _pairs("""
    présente=presents permet=allows assure=ensures prévoit=provides reste=remains devient=becomes
    renforce=strengthens soutient=supports améliore=improves réduit=reduces augmente=increases protège=protects
    accompagne=accompanies organise=organises prépare=prepares finance=funds contrôle=controls suit=follows
    décrit=describes mesure=measures compare=compares explique=explains confirme=confirms remplace=replaces
    complète=completes adapte=adapts concerne=concerns couvre=covers rejoint=joins reçoit=receives transmet=forwards
    publie=publishes signe=signs propose=proposes demande=requests attend=awaits exige=requires garantit=guarantees
    évite=avoids limite=limits dépasse=exceeds atteint=reaches ouvre=opens ferme=closes déplace=moves
    installe=installs répare=repairs forme=trains recrute=recruits informe=informs alerte=warns évalue=assesses
    examine=examines choisit=chooses refuse=refuses accepte=accepts modifie=changes simplifie=simplifies
    partage=shares relie=connects traverse=crosses borde=borders produit=produces transforme=transforms utilise=uses
    conserve=keeps efface=erases retrouve=recovers
""")
ADVERBS = _pairs("""
    aussi=also souvent=often déjà=already encore=still toujours=always largement=widely rapidement=quickly
    directement=directly désormais=henceforth davantage=more régulièrement=regularly progressivement=gradually
    notamment=notably surtout=mostly rarement=rarely enfin=finally ensuite=then fortement=strongly peu=little
    nettement=clearly localement=locally gratuitement=freely durablement=lastingly
""")
PREPOSITIONS = _pairs("""
    dans=in pour=for avec=with sur=on par=by sans=without sous=under entre=between vers=towards selon=according
    après=after avant=before depuis=since contre=against pendant=during malgré=despite
""")
LINKS = _pairs("et=and mais=but car=for donc=so puis=then où=where quand=when comme=as si=if or=yet")
PREFIXES = tuple(
    (
        "auto bio co contre dé éco géo hydro inter macro micro mono multi para poly pré quasi re "
        "rétro semi sous super sur télé trans tri ultra uni vidéo"
    ).split()
)
