"""Lists of agreements as fifteen offices keep them: their headers, dates, brackets, encodings and bad habits."""
