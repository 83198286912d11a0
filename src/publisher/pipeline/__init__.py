"""The order of the rooms, written once: each verb is a function that reads a workspace and gives a value back."""
