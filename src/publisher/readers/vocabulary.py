"""The elements and attributes a document may have: those of HTML, drawings and formulas that say or show something."""

from __future__ import annotations

import re

HTML = frozenset(
    "a abbr acronym address area article aside audio b bdi bdo big blockquote body br button caption center cite code"
    " col colgroup data datalist dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2"
    " h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark math menu meter nav nobr ol"
    " optgroup option output p picture pre progress q rb rp rt rtc ruby s samp search section select small source span"
    " strike strong sub summary sup svg table tbody td textarea tfoot th thead time title tr track tt u ul var video"
    " wbr".split()
)
DRAWING = frozenset(
    "circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix"
    " fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr"
    " fegaussianblur feimage femerge femergenode femorphology feoffset fepointlight fespecularlighting fespotlight"
    " fetile feturbulence filter g image line lineargradient marker mask metadata path pattern polygon polyline"
    " radialgradient rect stop switch symbol text textpath tspan use view".split()
)
FORMULA = frozenset(
    "annotation maction maligngroup menclose merror mfenced mfrac mi mlabeledtr mlongdiv mmultiscripts mn mo mover"
    " mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack mstyle msub"
    " msubsup msup mtable mtd mtext mtr munder munderover none semantics".split()
)  # not mglyph and malignmark: they end a formula where nobody expects it
KNOWN = HTML | DRAWING | FORMULA
"""elements in small letters; any other becomes one without a meaning"""
KNOWN_WITHIN = {"svg": DRAWING | {"a", "svg", "title"}, "MathML": FORMULA | {"math"}}
"""those of a drawing and of a formula, by the end of the name of their space: a parser that meets another one there,
such as `select`, may leave the drawing, or give up"""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?")
"""attributes: whatever else a parser takes for a name, the next one may read otherwise"""
WITHOUT_USE = frozenset(
    "accept-charset action actiontype allow attributionsrc autofocus autoplay command commandfor contenteditable"
    " crossorigin csp download elementtiming enctype fetchpriority form formaction formenctype formmethod"
    " formnovalidate formtarget http-equiv imagesizes imagesrcset integrity is manifest method nonce ping popover"
    " popovertarget popovertargetaction referrerpolicy sandbox slot srcdoc srcset virtualkeyboardpolicy"
    " webkitdirectory xml:base".split()
)
"""attributes that load, call, run or send: a publication has no server that could answer, and no program to be run"""
CLOBBERING = frozenset({"img"})
"""elements whose `name` takes the place of what the document itself calls so (HTML, "named elements"): scripts break"""
NUMBERS = {
    "colspan": 1000, "rowspan": 1000, "span": 1000, "start": 1_000_000, "size": 1000, "rows": 1000, "cols": 1000,
    "tabindex": 0, "border": 1000, "cellpadding": 1000, "cellspacing": 1000, "hspace": 1000, "vspace": 1000,
}  # fmt: skip
"""attributes that hold a number, and how large it may be: a table has as many columns as they say"""
PAINTED = frozenset(
    "clip-path cursor fill filter marker marker-end marker-mid marker-start mask stroke shape-inside".split()
)
"""attributes of drawings that are written as styles"""
