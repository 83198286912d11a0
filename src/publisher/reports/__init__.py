"""Findings and counts -> the forms people and programs read."""
