package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Lets callers share transactions: what arrives while a commit is under way is written by the next
 * one, with a few statements for all of it. A caller goes on after the commit with its item. An
 * outage fails all items of a transaction; a bug in one item fails that item alone, since the
 * others are then written each on its own. Thread-safe.
 */
final class SharedCommits<I, O> {

    /** While one transaction waits for its disk, the next is being filled. */
    private static final int AT_ONCE = 2;

    /** Writes items in one transaction and answers each, in order. May be called again for them. */
    @FunctionalInterface
    interface Writing<I, O> {
        List<O> write(Tx tx, List<I> items);
    }

    private final UnitOfWork work;
    private final Writing<I, O> writing;
    private final ToIntFunction<I> weight;
    private final int heaviest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int writers;

    /**
     * Over these.
     *
     * @param weight of an item
     * @param heaviest weight of one transaction, unless a single item has more
     */
    SharedCommits(UnitOfWork work, Writing<I, O> writing, ToIntFunction<I> weight, int heaviest) {
        this.work = work;
        this.writing = writing;
        this.weight = weight;
        this.heaviest = heaviest;
    }

    /** An item and its answer, guarded by the lock. */
    private final class Entry {
        private final I item;
        private final Condition ended = lock.newCondition();
        private @Nullable Supplier<O> answer;

        Entry(I item) {
            this.item = item;
        }

        void end(Supplier<O> how) {
            answer = how;
            ended.signal();
        }
    }

    /**
     * Returns after the item is durable. The end is awaited also by a caller that is interrupted,
     * because it may be committed.
     *
     * @throws StoreUnavailableException when the database cannot be reached or cannot write
     */
    O write(I item) {
        Entry own = new Entry(item);
        Supplier<O> answer;
        lock.lock();
        try {
            waiting.add(own);
            if (writers < AT_ONCE) {
                writers++;
                Thread.ofVirtual().name("shared-commit").start(this::writeAll);
            }
            while (own.answer == null) {
                own.ended.awaitUninterruptibly();
            }
            answer = own.answer;
        } finally {
            lock.unlock();
        }
        return answer.get();
    }

    /** Items that no transaction has yet. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        for (List<Entry> group = next(); !group.isEmpty(); group = next()) {
            List<Supplier<O>> answers = together(group);
            lock.lock();
            try {
                for (int i = 0; i < group.size(); i++) {
                    group.get(i).end(answers.get(i));
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Empty when nothing waits: this writer ends. */
    private List<Entry> next() {
        lock.lock();
        try {
            List<Entry> group = new ArrayList<>();
            int sum = 0;
            while (!waiting.isEmpty()) {
                sum += weight.applyAsInt(waiting.getFirst().item);
                if (sum > heaviest && !group.isEmpty()) {
                    break;
                }
                group.add(waiting.removeFirst());
            }
            if (group.isEmpty()) {
                writers--;
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private List<Supplier<O>> together(List<Entry> group) {
        try {
            List<I> items = group.stream().map(entry -> entry.item).toList();
            List<O> answers = work.write(tx -> writing.write(tx, items));
            return answers.stream().<Supplier<O>>map(answer -> () -> answer).toList();
        } catch (StoreUnavailableException e) {
            return failed(group, e);
        } catch (Throwable e) {
            return group.size() == 1
                    ? failed(group, e)
                    : group.stream().map(entry -> together(List.of(entry)).getFirst()).toList();
        }
    }

    private List<Supplier<O>> failed(List<Entry> group, Throwable why) {
        return group.stream()
                .<Supplier<O>>map(_ ->
                        () -> {
                            throw thrown(why);
                        })
                .toList();
    }

    private static RuntimeException thrown(Throwable why) {
        return switch (why) {
            case StoreUnavailableException e ->
                    new StoreUnavailableException(String.valueOf(e.getMessage()), e);
            case RuntimeException e -> e;
            case Throwable e -> new IllegalStateException(e);
        };
    }
}
