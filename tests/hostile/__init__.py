"""Files that are broken, lying or built to harm, generated anew for each run."""
