"""What several tests need and none tests."""
