/*
 * A power cut for tests, preloaded into a process: remembers what every write to a file below
 * POWERCUT_ROOT replaced until the file is synced. After a kill the test undoes, latest first, what
 * is still remembered, so that each file is as it was at its last fsync: a machine without power
 * keeps no more than that.
 *
 * POWERCUT_UNDO   folder for the memories, one file each: path, then records
 * POWERCUT_LIES=1 a sync reaches nothing, which is what PRAGMA synchronous=OFF comes to: no sync
 *                 is ever asked for
 *
 * An unlink or a rename is taken as done at once, so a file that was made, not synced and renamed
 * is empty afterwards. Files whose name ends in -shm or .lock hold nothing that is
 * meant to outlive the machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 4096
#define MOST_FILES 64

struct record { int64_t offset, length, size; };
struct memory { dev_t device; ino_t inode; int undo; };

static struct memory files[MOST_FILES];
static int known;
static int of_fd[MOST_FDS]; /* index + 1 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name, type, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, name)

static void die(const char *why) {
    perror(why);
    abort();
}

static int counts(const char *path) {
    const char *root = getenv("POWERCUT_ROOT");
    size_t length = strlen(path);
    return root && strncmp(path, root, strlen(root)) == 0
        && !(length > 4 && strcmp(path + length - 4, "-shm") == 0)
        && !(length > 5 && strcmp(path + length - 5, ".lock") == 0);
}

static void append(int undo, const struct iovec *parts, int count) {
    static ssize_t (*real)(int, const struct iovec *, int);
    if (!real) real = (ssize_t (*)(int, const struct iovec *, int)) dlsym(RTLD_NEXT, "writev");
    ssize_t all = 0;
    for (int i = 0; i < count; i++) all += parts[i].iov_len;
    if (real(undo, parts, count) != all) die("powercut: cannot remember");
}

/* fd is open for path; existed tells whether it was there before. */
static void opened(int fd, const char *path, int existed) {
    struct stat is;
    if (fd < 0 || fd >= MOST_FDS || fstat(fd, &is) != 0 || !S_ISREG(is.st_mode)) return;
    pthread_mutex_lock(&lock);
    int file = 0;
    while (file < known && !(files[file].device == is.st_dev && files[file].inode == is.st_ino))
        file++;
    if (file == known) {
        if (known == MOST_FILES) die("powercut: too many files");
        char name[4096];
        snprintf(name, sizeof name, "%s/%d-%d", getenv("POWERCUT_UNDO"), getpid(), file);
        static int (*real)(const char *, int, ...);
        if (!real) real = (int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, "open");
        int undo = real(name, O_CREAT | O_TRUNC | O_RDWR | O_APPEND, 0600);
        if (undo < 0) die("powercut: undo");
        struct iovec head[] = {{(void *) path, strlen(path)}, {"\n", 1}};
        append(undo, head, 2);
        if (!existed) {
            struct record born = {0, 0, -1};
            struct iovec one = {&born, sizeof born};
            append(undo, &one, 1);
        }
        files[known++] = (struct memory) {is.st_dev, is.st_ino, undo};
    }
    of_fd[fd] = file + 1;
    pthread_mutex_unlock(&lock);
}

/* Before bytes [offset, offset + length) of a file change, or its size does. */
static void remember(int fd, int64_t offset, int64_t length) {
    struct stat is;
    if (fstat(fd, &is) != 0) die("powercut: fstat");
    int64_t end = offset + length < is.st_size ? offset + length : is.st_size;
    struct record record = {offset, end > offset ? end - offset : 0, is.st_size};
    char *old = malloc(record.length + 1);
    if (record.length > 0 && pread(fd, old, record.length, offset) != record.length)
        die("powercut: cannot read what is replaced");
    struct iovec parts[] = {{&record, sizeof record}, {old, record.length}};
    append(files[of_fd[fd] - 1].undo, parts, 2);
    free(old);
}

static int tracked(int fd) {
    return fd >= 0 && fd < MOST_FDS && of_fd[fd];
}

static int open_as(const char *symbol, const char *path, int flags, mode_t mode) {
    int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, symbol);
    int existed = access(path, F_OK) == 0;
    int fd = real(path, flags, mode);
    if (fd >= 0 && counts(path) && (flags & O_ACCMODE) != O_RDONLY) opened(fd, path, existed);
    return fd;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_as("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_as("open64", path, flags, mode);
}

int close(int fd) {
    REAL("close", int, int);
    if (tracked(fd)) of_fd[fd] = 0;
    return real(fd);
}

static int cut_undo(int undo, off_t size) {
    int (*cut)(int, off_t) = (int (*)(int, off_t)) dlsym(RTLD_NEXT, "ftruncate");
    return cut(undo, size);
}

/* Whose memory a file's is, or -1; the lock is held. */
static int find(const char *path) {
    struct stat is;
    if (!counts(path) || stat(path, &is) != 0) return -1;
    for (int file = 0; file < known; file++)
        if (files[file].device == is.st_dev && files[file].inode == is.st_ino) return file;
    return -1;
}

/* Another file may get the inode, and the name: nothing is remembered of this one. */
static void forget(const char *path) {
    int file = find(path);
    if (file < 0) return;
    files[file].inode = 0;
    if (cut_undo(files[file].undo, 0) != 0) die("powercut: forget");
}

int unlink(const char *path) {
    REAL("unlink", int, const char *);
    pthread_mutex_lock(&lock);
    forget(path);
    pthread_mutex_unlock(&lock);
    return real(path);
}

/* What is remembered belongs to the new name, under which the file was there, if empty. */
static void renamed(int file, const char *path) {
    int undo = files[file].undo;
    struct stat is;
    if (fstat(undo, &is) != 0) die("powercut: fstat");
    char *old = malloc(is.st_size + 1);
    if (pread(undo, old, is.st_size, 0) != is.st_size) die("powercut: cannot read a memory");
    char *end = memchr(old, '\n', is.st_size);
    if (!end) die("powercut: whose memory");
    char *records = end + 1;
    size_t length = is.st_size - (records - old);
    struct record first;
    if (length >= sizeof first) {
        memcpy(&first, records, sizeof first);
        if (first.size < 0) first.size = 0;
        memcpy(records, &first, sizeof first);
    }
    struct iovec parts[] = {{(void *) path, strlen(path)}, {"\n", 1}, {records, length}};
    if (cut_undo(undo, 0) != 0) die("powercut: rename");
    append(undo, parts, 3);
    free(old);
}

int rename(const char *from, const char *to) {
    REAL("rename", int, const char *, const char *);
    pthread_mutex_lock(&lock);
    int file = find(from);
    forget(to);
    int result = real(from, to);
    if (result == 0 && file >= 0) renamed(file, to);
    pthread_mutex_unlock(&lock);
    return result;
}

static ssize_t write_at(const char *symbol, int fd, const void *bytes, size_t count, off_t offset) {
    ssize_t (*real)(int, const void *, size_t, off_t) =
        (ssize_t (*)(int, const void *, size_t, off_t)) dlsym(RTLD_NEXT, symbol);
    if (!tracked(fd)) return real(fd, bytes, count, offset);
    pthread_mutex_lock(&lock);
    remember(fd, offset, count);
    ssize_t written = real(fd, bytes, count, offset);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    return write_at("pwrite", fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) {
    return write_at("pwrite64", fd, bytes, count, offset);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    REAL("write", ssize_t, int, const void *, size_t);
    if (!tracked(fd)) return real(fd, bytes, count);
    pthread_mutex_lock(&lock);
    remember(fd, lseek(fd, 0, SEEK_CUR), count);
    ssize_t written = real(fd, bytes, count);
    pthread_mutex_unlock(&lock);
    return written;
}

static int cut_as(const char *symbol, int fd, off_t size) {
    int (*real)(int, off_t) = (int (*)(int, off_t)) dlsym(RTLD_NEXT, symbol);
    if (!tracked(fd)) return real(fd, size);
    pthread_mutex_lock(&lock);
    remember(fd, size, INT64_MAX / 2);
    int result = real(fd, size);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int fd, off_t size) {
    return cut_as("ftruncate", fd, size);
}

int ftruncate64(int fd, off_t size) {
    return cut_as("ftruncate64", fd, size);
}

static int sync_as(const char *symbol, int fd) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, symbol);
    const char *lies = getenv("POWERCUT_LIES");
    if (!tracked(fd) || (lies && *lies == '1')) return real(fd);
    pthread_mutex_lock(&lock);
    int result = real(fd);
    int undo = files[of_fd[fd] - 1].undo;
    if (result == 0) {
        /* Keep the first line: whose memory it is. */
        char head[4096];
        ssize_t read = pread(undo, head, sizeof head, 0);
        char *end = memchr(head, '\n', read);
        if (!end || cut_undo(undo, end - head + 1) != 0) die("powercut: forget");
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int fsync(int fd) {
    return sync_as("fsync", fd);
}

int fdatasync(int fd) {
    return sync_as("fdatasync", fd);
}
