using System.Numerics;
using System.Runtime.CompilerServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Replays the prefixes of a log on a net: token-replay fitness and precision by escaping edges in one pass.</summary>
internal static class TokenReplay
{
    /// <summary>Replays all traces of <paramref name="prefixes"/>; the game may have been used before, on any log over the same activities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReplayCounts Run(TokenGame game, NetGraph net, PrefixTree prefixes)
    {
        var markings = new int[prefixes.Count];
        var fits = new bool[prefixes.Count];
        var knows = new bool[prefixes.Count];
        var counts = new ReplayCounts();
        int initial = net.Initial.Sum(tokens => tokens);
        (markings[0], fits[0], knows[0]) = (TokenGame.Start, true, true);
        counts.Produced = (double)prefixes.Counts[0] * initial;
        for (int node = 0; node < markings.Length; node++)
        {
            if (node > 0)
            {
                int parent = prefixes.Parents[node];
                ReplayStep step = game.Step(markings[parent], prefixes.Activities[node]);
                Add(ref counts, step, prefixes.Counts[node]);
                markings[node] = step.Marking;
                // Precision passes over what the net lacks, as the token-based measure does; fitness counts it.
                fits[node] = fits[parent] && (step.Missing == 0 || step.IsUnknown);
                knows[node] = knows[parent] && !step.IsUnknown;
            }

            int ends = prefixes.Ends[node];
            if (ends > 0)
            {
                ReplayStep end = game.End(markings[node]);
                Add(ref counts, end, ends);
                counts.FittingTraces += fits[node] && knows[node] && end is { Missing: 0, Remaining: 0 } ? ends : 0;
            }

            int continuing = prefixes.Counts[node] - ends;
            if (continuing > 0)
                AddChoices(ref counts, game.Allowed(markings[node]), prefixes.Successors.AsSpan(node * prefixes.Words, prefixes.Words), continuing, fits[node]);
        }

        return counts;
    }

    private static void Add(ref ReplayCounts counts, in ReplayStep step, int times)
    {
        counts.Missing += (double)step.Missing * times;
        counts.Remaining += (double)step.Remaining * times;
        counts.Consumed += (double)step.Consumed * times;
        counts.Produced += (double)step.Produced * times;
    }

    private static void AddChoices(ref ReplayCounts counts, ReadOnlySpan<ulong> allowed, ReadOnlySpan<ulong> seen, int times, bool fits)
    {
        int all = 0;
        int escaping = 0;
        for (int word = 0; word < allowed.Length; word++)
        {
            all += BitOperations.PopCount(allowed[word]);
            escaping += BitOperations.PopCount(allowed[word] & ~seen[word]);
        }

        counts.AllowedEverywhere += (double)all * times;
        counts.EscapingEverywhere += (double)escaping * times;
        if (!fits)
            return;
        counts.Allowed += (double)all * times;
        counts.Escaping += (double)escaping * times;
    }
}
