"""The API's views: read-only, open to all, JSON. Nothing here touches the desk, a session or a cookie."""
