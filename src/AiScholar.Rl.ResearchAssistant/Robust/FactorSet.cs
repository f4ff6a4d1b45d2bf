namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What the tasks of each future share: the factors of <see cref="SharedDurationFactors"/>, drawn once for the execution and once for each type of task in it.</summary>
/// <remarks>
/// Student's t as a normal over the root of a chi-square by its degrees of freedom, one for a future, so that a future in which one factor is far out is one in which all may be; its
/// quantile by Wilson and Hilferty (PNAS 17, 1931). All are stratified like the durations.
/// </remarks>
internal sealed class FactorSet
{
    private const double LargestLog = 12;

    private readonly IReadOnlyList<SharedDurationFactors?> _factors;
    private readonly int[] _kinds;
    private readonly double[] _execution;
    private readonly double[] _scale;
    private readonly double[][] _kind;

    private FactorSet(IReadOnlyList<SharedDurationFactors?> factors, IReadOnlyList<string?> types, int count, long seed)
    {
        _factors = factors;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        // A task without a type has a factor of its own.
        _kinds = [.. types.Select((type, task) => Number(numbers, type ?? $"\0{task}"))];
        var random = new SearchRandom(seed ^ 0x3C6EF372FE94F82B);
        _execution = Normals(count, ref random);
        _scale = Normals(count, ref random);
        _kind = new double[numbers.Count][];
        for (int kind = 0; kind < _kind.Length; kind++)
            _kind[kind] = Normals(count, ref random);
    }

    /// <summary>Null when no task shares anything.</summary>
    public static FactorSet? Of(IReadOnlyList<WorkflowTask> tasks, int count, long seed) =>
        tasks.All(task => task.SharedFactors is not { } factors || (factors.ExecutionDeviation == 0 && factors.TaskTypeDeviation == 0))
            ? null
            : new FactorSet([.. tasks.Select(task => task.SharedFactors)], [.. tasks.Select(task => task.TaskType)], count, seed);

    /// <summary>What the duration of the task is multiplied by in a future.</summary>
    public double this[int task, int future]
    {
        get
        {
            if (_factors[task] is not { } factors)
                return 1;
            double log = ((factors.ExecutionDeviation * _execution[future]) + (factors.TaskTypeDeviation * _kind[_kinds[task]][future])) * Scale(factors.DegreesOfFreedom, _scale[future]);
            return Math.Exp(Math.Clamp(log, -LargestLog, LargestLog));
        }
    }

    /// <summary>The root of the degrees of freedom over a chi-square.</summary>
    public static double Scale(double? freedom, double normal)
    {
        if (freedom is not { } degrees)
            return 1;
        double part = 2 / (9 * degrees);
        double root = Math.Max(0.05, 1 - part + (normal * Math.Sqrt(part)));
        return 1 / Math.Sqrt(root * root * root);
    }

    private static double[] Normals(int count, ref SearchRandom random)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = NormalLaw.Quantile((i + Math.Clamp(random.NextDouble(), 1e-9, 1 - 1e-9)) / count);
        for (int i = count - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }

        return values;
    }

    private static int Number(Dictionary<string, int> numbers, string type)
    {
        if (!numbers.TryGetValue(type, out int number))
            numbers.Add(type, number = numbers.Count);
        return number;
    }
}
