"""What a person can do about a rule of axe-core, in words that need no knowledge of it."""

from __future__ import annotations

WORDS = {
    "alternative": "give the picture an alternative that says what it shows, or an empty one when it only decorates",
    "aria": "remove the role or aria attribute from the block, or correct it; plain HTML needs none",
    "contrast": "choose colours of text and background that differ more, in the palette or the style",
    "contrast-look": "look at the text and its background, and choose colours that differ more if it is hard to read",
    "duplicate": "give each of the elements an id of its own",
    "empty": "give the element a text, or remove it",
    "field": "give the field a label that says what to write in it",
    "focus": "let the keyboard reach the block, or take out of it what the keyboard can reach",
    "frame": "give the frame a title that says what it shows",
    "heading": "give headings the level that follows the one before, and let the page begin with the first level",
    "hidden": "let nothing that can be reached with the keyboard be hidden from those who listen",
    "label": "let the name of the element contain the words that are seen on it",
    "landmark": "let the page have one main part, and name parts of the same kind apart",
    "language": "correct the code of the language: two letters such as “fr”, or as the language list has it",
    "link": "give the link or button a text that says where it leads or what it does",
    "link-look": "let links in running text be told apart otherwise than by their colour, for example underlined",
    "list": "let the list hold items only, and every item stand in a list",
    "media": "give the recording captions, a description or a transcript, and a way to stop it",
    "moving": "remove what moves, blinks or reloads by itself",
    "region": "put the text into the main part of the page, or into another part with a name",
    "spacing": "let the style set the distances between letters, words and lines, not the element itself",
    "table": "look at the table: mark its header cells with th, say their scope, and name it with a caption",
    "target": "make the link or button larger, or leave more room around it",
    "title": "give the document a title",
    "zoom": "let readers enlarge the page: remove limits from the viewport",
}

ACTIONS = {
    "alternative": "area-alt image-alt image-redundant-alt input-image-alt object-alt role-img-alt svg-img-alt",
    "contrast": "color-contrast color-contrast-enhanced",
    "duplicate": "accesskeys duplicate-id-aria duplicate-id duplicate-id-active",
    "empty": "empty-heading empty-table-header summary-name",
    "field": "autocomplete-valid form-field-multiple-labels label label-title-only select-name aria-input-field-name"
    " aria-toggle-field-name",
    "focus": "bypass focus-order-semantics nested-interactive scrollable-region-focusable skip-link tabindex"
    " server-side-image-map",
    "frame": "frame-focusable-content frame-tested frame-title frame-title-unique",
    "heading": "heading-order page-has-heading-one p-as-heading",
    "hidden": "aria-hidden-body aria-hidden-focus hidden-content",
    "label": "label-content-name-mismatch identical-links-same-purpose",
    "landmark": "landmark-banner-is-top-level landmark-complementary-is-top-level landmark-contentinfo-is-top-level"
    " landmark-main-is-top-level landmark-no-duplicate-banner landmark-no-duplicate-contentinfo"
    " landmark-no-duplicate-main landmark-one-main landmark-unique",
    "language": "html-has-lang html-lang-valid html-xml-lang-mismatch valid-lang",
    "link": "button-name input-button-name link-name aria-command-name",
    "link-look": "link-in-text-block",
    "list": "definition-list dlitem list listitem",
    "media": "audio-caption no-autoplay-audio video-caption",
    "moving": "blink marquee meta-refresh meta-refresh-no-exceptions",
    "region": "region",
    "spacing": "avoid-inline-spacing",
    "table": "scope-attr-valid table-duplicate-name table-fake-caption td-has-header td-headers-attr th-has-data-cells",
    "target": "target-size",
    "title": "document-title",
    "zoom": "css-orientation-lock meta-viewport meta-viewport-large",
}
"""rules of axe-core by what helps; those named `aria-…` that are not here are of `aria`"""
BY_RULE = {rule: action for action, rules in ACTIONS.items() for rule in rules.split()}


def action(rule: str, *, is_broken: bool) -> str | None:
    """Return what to do about a rule that is broken, or that a person must decide; None for a rule not known here."""
    if rule.startswith("color-contrast") and not is_broken:
        return WORDS["contrast-look"]
    known = BY_RULE.get(rule, "aria" if rule.startswith(("aria-", "presentation-role")) else None)
    return None if known is None else WORDS[known]
