"""What ties window, runner and files together; nothing else connects them."""
