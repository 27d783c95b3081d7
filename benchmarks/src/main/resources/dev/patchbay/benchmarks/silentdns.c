/* Preloaded into the server: names below silent.test are never answered, as by a dead name server. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

typedef int (*lookup)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **found) {
  static const char silent[] = ".silent.test";
  size_t length = name ? strlen(name) : 0;
  if (length >= sizeof silent && strcmp(name + length - (sizeof silent - 1), silent) == 0) {
    for (;;) {
      pause();
    }
  }
  return ((lookup)dlsym(RTLD_NEXT, "getaddrinfo"))(name, service, hints, found);
}
