"""What is read off an application, on plain values."""
