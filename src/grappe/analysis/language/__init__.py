"""What people read: sentences in their language, numbers and dates as it writes them."""
