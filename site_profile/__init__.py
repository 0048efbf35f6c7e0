"""The profile of the site: whose register it is, in their own words, with logo, colour, contact and statements."""
