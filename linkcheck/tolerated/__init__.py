"""What people have decided to live with: exceptions, a baseline, a history."""
