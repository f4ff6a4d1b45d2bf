namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Improves a process tree by simulated annealing: random edits, kept when the score rises or, ever more rarely, falls a little. The score is the mean over blocks of
/// the log, so that a tree is judged on pieces of the size it will meet.
/// </summary>
/// <remarks>
/// The idea is that of the evolutionary tree miner: Buijs, van Dongen and van der Aalst, "On the role of fitness, precision, generalization and simplicity in
/// process discovery", OTM 2012. The number of edits is counted, not timed, so the same log and seed give the same tree. One thread at a time.
/// </remarks>
internal sealed class TreeSearch(PrefixTree[] blocks, int activityCount, int maxTransitions, TreeScore score, CancellationToken cancellationToken)
{
    private const double FirstTemperature = 0.02, LastTemperature = 0.0005, Hopeless = 0.02;
    private TokenGame? _game;

    /// <summary>The score of a tree; -1 when its net is too large.</summary>
    public double Score(TreeNode tree) => Score(TreeNet.Build(tree));

    /// <summary>The best tree met from <paramref name="start"/> in a number of edits.</summary>
    public (TreeNode Tree, double Score) Run(TreeNode start, int edits, Random random)
    {
        TreeNode current = start, best = start;
        double currentScore = Score(start), bestScore = currentScore;
        int[] activities = [.. Enumerable.Range(0, activityCount).Where(activity => blocks.Any(block => block.Holds(activity)))];
        var proposals = new TreeProposals(activities, random);
        for (int edit = 0; edit < edits; edit++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double temperature = FirstTemperature * Math.Pow(LastTemperature / FirstTemperature, (double)edit / edits);
            if (proposals.Next(current) is not { } next)
                continue;
            // The least score that would be accepted is drawn before the score is known, so that a poor tree is dropped early.
            double least = currentScore + temperature * Math.Log(Math.Max(1e-12, random.NextDouble()));
            double nextScore = Score(TreeNet.Build(next), least);
            if (nextScore < least)
                continue;
            (current, currentScore) = (next, nextScore);
            if (currentScore > bestScore)
                (best, bestScore) = (current, currentScore);
        }

        return (best, bestScore);
    }

    /// <summary>The score of a net; -1 when it is too large.</summary>
    public double Score(NetGraph net) => Score(net, double.NegativeInfinity);

    /// <summary>The score, or any smaller number once it cannot reach <paramref name="least"/> any more.</summary>
    private double Score(NetGraph net, double least)
    {
        if (net.TransitionCount > maxTransitions)
            return -1;
        if (_game is null)
            _game = new TokenGame(net, activityCount);
        else
            _game.Reset(net);
        double sum = 0;
        for (int block = 0; block < blocks.Length; block++)
        {
            sum += score.Of(TokenReplay.Run(_game, net, blocks[block]));
            double mean = sum / (block + 1);
            if (mean < least - Hopeless / (block + 1))
                return mean;
        }

        return sum / blocks.Length;
    }
}
