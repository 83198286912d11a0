"""What an attacker would send, and what has to happen then."""
