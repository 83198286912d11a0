"""Blocks -> elements: what is a heading, a quote, a list, a sheet, and what is left of pictures."""
