"""Why a place stands in the review: sentences for the editor, whole and without values, so that they are translated."""

from __future__ import annotations

COLUMNS = "These lines look like columns that were read across, one line of each in turn."
GARBAGE = "Letters or signs that look left over from a picture."
RUNNING_HEAD = "A running head or a page number that the pages repeat."
MAYBE_HEADING = "It is short and has no stop, but is not surely a heading."
MAYBE_ONE_PARAGRAPH = "A paragraph may go on here after what stands between."
BOTH_FORMS = "The word was cut at a line end; with a hyphen and without one it is a word."
NO_FORM = "The word was cut at a line end; neither with a hyphen nor without one is it known."
COMPOUND_OR_DASH = "A hyphen at a line end before a capital or a digit: a compound, or a dash."
SHEET_TERM = "A term of operation sheets that lost an accent."
SECOND_VOICE = "LanguageTool would write this, and the errors of this text explain it."
HEADER = "A header of the document: it was left out; put it back where it belongs."
FOOTER = "A footer of the document: it was left out; put it back where it belongs."
FOOTNOTE = "A footnote of the document: it was left out; put it back where it belongs."
ENDNOTE = "An endnote of the document: it was left out; put it back where it belongs."

DAMAGE = {
    "accent": "A letter lost its accent, or was read with another one.",
    "shape": "Letters of similar shapes were confused.",
    "elision": "A stroke, or nothing, was read for the elided article.",
    "apostrophe": "The apostrophe was not read.",
    "space": "The space between two words was not read.",
    "gap": "A word was read in two pieces.",
    "sign": "A sign or a digit was read for a word of one letter.",
    "ordinal": "The raised letters after a number were not read.",
    "begin": "An elided article where a sentence seems to begin, with or without a capital.",
    "numeral": "Strokes after a name may be a Roman number.",
    "capitals": "Letters of a word in capitals may have been confused, or its apostrophe was not read.",
    "name": "No dictionary has this name, but one like it is known.",
    "known": "The word list of the project says so.",
}
"""what happened to a word: by the last confusion, or by what was looked at instead"""
SEPARATED = {
    False: "Two names seem to have lost the dash between them.",
    True: "A dash lost one of its spaces, or a name has a dash.",
}
"""what happened between two names, by whether a dash was read"""

WORDS = (
    COLUMNS,
    GARBAGE,
    RUNNING_HEAD,
    MAYBE_HEADING,
    MAYBE_ONE_PARAGRAPH,
    BOTH_FORMS,
    NO_FORM,
    COMPOUND_OR_DASH,
    SHEET_TERM,
    SECOND_VOICE,
    HEADER,
    FOOTER,
    FOOTNOTE,
    ENDNOTE,
    *DAMAGE.values(),
    *SEPARATED.values(),
)
COMMENTS = dict.fromkeys(WORDS, "Reason why a place of a text from a scanner stands in the review")
