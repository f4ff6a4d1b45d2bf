namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>A logged slate as the textbook writes it; slots are drawn from a distribution renormalised over what is left.</summary>
internal sealed record NaiveSlate(int Context, double[] Logged, int[] Placed, double[] Rewards, double[] Target)
{
    public double Reward => Rewards.Sum();
}

/// <summary>Every estimator of slates once more, by listing all slates.</summary>
internal sealed class NaiveSlates(NaiveSlate[] log, double ridge, int folds)
{
    public Dictionary<string, double> All() => new()
    {
        ["sips"] = log.Average(slate => Product(slate, slate.Placed.Length) * slate.Reward),
        ["iips"] = log.Average(slate => slate.Placed.Select((action, slot) => Marginal(slate, slate.Target, slot, action) / Marginal(slate, slate.Logged, slot, action) * slate.Rewards[slot]).Sum()),
        ["rips"] = log.Average(slate => slate.Rewards.Select((reward, slot) => Product(slate, slot + 1) * reward).Sum()),
        ["pi"] = log.Average(slate => PseudoInverseWeight(slate) * slate.Reward),
        ["cascade-dr"] = log.Select(Cascade).Average(),
    };

    private static double Conditional(double[] first, IEnumerable<int> before, int action) =>
        before.Contains(action) ? 0 : first[action] / first.Where((_, other) => !before.Contains(other)).Sum();

    private static double Probability(double[] first, int[] placed) =>
        placed.Select((action, slot) => Conditional(first, placed.Take(slot), action)).Aggregate(1.0, (product, factor) => product * factor);

    private static double Product(NaiveSlate slate, int slots) => Probability(slate.Target, slate.Placed[..slots]) / Probability(slate.Logged, slate.Placed[..slots]);

    private static IEnumerable<int[]> Slates(int actions, int slots) =>
        slots == 0 ? [[]] : Slates(actions, slots - 1).SelectMany(head => Enumerable.Range(0, actions).Where(action => !head.Contains(action)).Select(action => (int[])[.. head, action]));

    private static double Marginal(NaiveSlate slate, double[] first, int slot, int action) =>
        Slates(first.Length, slate.Placed.Length).Where(other => other[slot] == action).Sum(other => Probability(first, other));

    private static double PseudoInverseWeight(NaiveSlate slate)
    {
        int actions = slate.Logged.Length, slots = slate.Placed.Length, size = actions * slots;
        double[,] pairs = new double[size, size];
        double[] mean = new double[size];
        foreach (int[] other in Slates(actions, slots))
        {
            double logged = Probability(slate.Logged, other), target = Probability(slate.Target, other);
            for (int i = 0; i < slots; i++)
            {
                mean[(i * actions) + other[i]] += target;
                for (int j = 0; j < slots; j++)
                    pairs[(i * actions) + other[i], (j * actions) + other[j]] += logged;
            }
        }

        (double[] values, double[,] vectors) = Jacobi(pairs);
        double weight = 0, largest = values.Max();
        for (int k = 0; k < size; k++)
        {
            if (values[k] < 1e-10 * largest)
                continue;
            double left = 0, right = 0;
            for (int i = 0; i < size; i++)
                left += mean[i] * vectors[i, k];
            for (int slot = 0; slot < slots; slot++)
                right += vectors[(slot * actions) + slate.Placed[slot], k];
            weight += left * right / values[k];
        }

        return weight;
    }

    /// <summary>Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations.</summary>
    private static (double[] Values, double[,] Vectors) Jacobi(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone(), v = new double[size, size];
        for (int i = 0; i < size; i++)
            v[i, i] = 1;
        for (int sweep = 0; sweep < 60; sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    if (Math.Abs(a[p, q]) < 1e-300)
                        continue;
                    double theta = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]), c = Math.Cos(theta), s = Math.Sin(theta);
                    for (int k = 0; k < size; k++)
                        (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
                    for (int k = 0; k < size; k++)
                        (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
                    for (int k = 0; k < size; k++)
                        (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
                }
            }
        }

        return ([.. Enumerable.Range(0, size).Select(i => a[i, i])], v);
    }

    private double Cascade(NaiveSlate slate, int index)
    {
        NaiveSlate[] others = [.. log.Where((_, j) => j % folds != index % folds)];
        double term = 0;
        for (int slot = 0; slot < slate.Placed.Length; slot++)
        {
            double before = slot == 0 ? 1 : Product(slate, slot);
            term += (Product(slate, slot + 1) * (slate.Rewards[slot] - Q(others, slate, slot, slate.Placed[slot]))) + (before * V(others, slate, slot));
        }

        return term;
    }

    private readonly Dictionary<(NaiveSlate[], int), (int, int, double, double)[]> _rows = [];

    private double Q(NaiveSlate[] others, NaiveSlate slate, int slot, int action)
    {
        double low = Math.Min(0, log.Min(other => other.Rewards.Min())), high = Math.Max(0, log.Max(other => other.Rewards.Max()));
        if (!_rows.TryGetValue((others, slot), out (int, int, double, double)[]? rows))
            _rows[(others, slot)] = rows = [.. others.Select(other => (other.Context, other.Placed[slot], other.Rewards[slot] + (slot + 1 < other.Placed.Length ? V(others, other, slot + 1) : 0), 1.0))];
        int left = slate.Placed.Length - slot;
        return NaiveRegression.Predict(rows, slate.Context, action, ridge, left * low, left * high);
    }

    private double V(NaiveSlate[] others, NaiveSlate slate, int slot) =>
        slate.Target.Select((_, action) => Conditional(slate.Target, slate.Placed.Take(slot), action) is var probability and > 0 ? probability * Q(others, slate, slot, action) : 0).Sum();
}
