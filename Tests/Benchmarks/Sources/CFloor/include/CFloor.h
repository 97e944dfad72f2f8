/// The least that the answer for a wildcard costs: four strings in memory of their own, made from a path by the C library.
///
/// The path is `/home/NAME`, the entry `-rw,nosuid srv:/home/&`. Returns the length of all four.
unsigned long fill_wildcard(const char *path);
