"""Assertions, standards and answers -> tables, questions, comparisons; values in, values out."""
