"""What people type on the screens of this app."""
