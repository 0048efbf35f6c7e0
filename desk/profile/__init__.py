"""The page of the staff area on which the profile of the site is edited. Its model is `site_profile.SiteProfile`."""
