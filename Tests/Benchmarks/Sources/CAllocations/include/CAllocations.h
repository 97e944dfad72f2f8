/// How often this process has asked malloc(3) for memory, and for how many bytes in all.
struct allocations {
    unsigned long count;
    unsigned long bytes;
};

struct allocations allocations_so_far(void);
