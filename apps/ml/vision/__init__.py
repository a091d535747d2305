"""Says what a picture shows."""
