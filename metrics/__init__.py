"""Metrics for Prometheus: requests by route, and gauges of queues, register and timers."""
