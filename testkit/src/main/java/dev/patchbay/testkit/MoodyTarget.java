package dev.patchbay.testkit;

import dev.patchbay.testkit.FirstSuccesses.Took;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a target of several processes decides, whatever carries the requests: of 40 it refuses four
 * (503) and is silent to two, one of which it has taken, in an order that nobody knows. Keeps what
 * it took. Thread-safe.
 */
public final class MoodyTarget {

    /** What it does with a request. */
    public enum Mood {
        TAKEN,
        UNAVAILABLE,
        SILENT,
        SILENT_BUT_TAKEN
    }

    private static final int TAKEN_OF_40 = 34;
    private static final int UNAVAILABLE_OF_40 = 4;

    private final Random random;
    private final Deque<Mood> moods = new ArrayDeque<>();
    private final List<Took> log = new ArrayList<>();
    private int requests;
    private int unavailable;
    private int silent;

    /** One whose moods come in the order of this seed. */
    public MoodyTarget(long seed) {
        random = new Random(seed);
    }

    /** Decides, and logs before it answers: what depends on the answer cannot be logged earlier. */
    public synchronized Mood receive(int lane, int n) {
        if (moods.isEmpty()) {
            shuffle();
        }
        Mood mood = moods.removeFirst();
        requests++;
        switch (mood) {
            case TAKEN -> log.add(new Took(lane, n));
            case UNAVAILABLE -> unavailable++;
            case SILENT -> silent++;
            case SILENT_BUT_TAKEN -> {
                silent++;
                log.add(new Took(lane, n));
            }
        }
        return mood;
    }

    private void shuffle() {
        List<Mood> deck = new ArrayList<>(Collections.nCopies(TAKEN_OF_40, Mood.TAKEN));
        deck.addAll(Collections.nCopies(UNAVAILABLE_OF_40, Mood.UNAVAILABLE));
        deck.add(Mood.SILENT);
        deck.add(Mood.SILENT_BUT_TAKEN);
        Collections.shuffle(deck, random);
        moods.addAll(deck);
    }

    /** What it took, held against the order of acceptance. */
    public synchronized FirstSuccesses firstSuccesses(int lanes, int accepted) {
        return FirstSuccesses.of(log, lanes, accepted);
    }

    /** What it took, once or more often. */
    public synchronized int taken() {
        return log.size();
    }

    /** Its figures in words. */
    public synchronized String figures() {
        return String.format(
                Locale.ROOT,
                "%d requests, %d times 503 (%.1f %%), %d timeouts (%.1f %%)",
                requests,
                unavailable,
                100.0 * unavailable / requests,
                silent,
                100.0 * silent / requests);
    }
}
