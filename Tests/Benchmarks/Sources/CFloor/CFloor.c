#define _GNU_SOURCE
#include "CFloor.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned long fill_wildcard(const char *path) {
    const char *name = strrchr(path, '/') + 1;
    char *mount_point = strdup(path), *host = strdup("srv"), *source = NULL, *directory = NULL;
    int source_length = asprintf(&source, "srv:/home/%s", name);
    int directory_length = asprintf(&directory, "/home/%s", name);
    unsigned long length = strlen(mount_point) + strlen(host) + source_length + directory_length;
    free(mount_point);
    free(host);
    free(source);
    free(directory);
    return length;
}
