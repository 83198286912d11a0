"""What standards ask for, as data: the Matterhorn Protocol, WCAG, EN 301 549, and which of it a rule tests."""
