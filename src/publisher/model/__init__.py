"""Values only: what flows between the rooms. Nothing here opens, prints or starts anything."""
