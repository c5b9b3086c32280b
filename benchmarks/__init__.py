"""The figures that we are proud of, measured; one file per room. ``make bench`` runs them."""
