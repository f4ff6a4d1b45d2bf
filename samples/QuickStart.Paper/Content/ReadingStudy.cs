namespace QuickStart.Paper.Content;

/// <summary>
/// The study the paper reports: simulated readers, four ways to order a reading list, and policies that learn which order to show.
/// Every figure in the paper comes from here.
/// </summary>
internal sealed class ReadingStudy
{
    public const int Sessions = 4000, Block = 200, Repetitions = 100;
    private const double Epsilon = 0.1, UcbWidth = 0.7;

    public static readonly string[] Readers = ["Student", "Postdoc", "Professor"];
    public static readonly string[] Orders = ["Newest first", "Most cited", "Survey first", "Method match"];
    public static readonly string[] Policies = ["Uniform", "Best fixed", "ε-greedy", "UCB"];
    public static readonly int[] LogSizes = [250, 1000, 4000];
    public static readonly string[] Estimators = ["IPS", "SNIPS", "DR"];

    // The probability that a reader (row) opens a paper within a day of seeing an order (column).
    private static readonly double[][] Opens =
    [
        [0.22, 0.34, 0.61, 0.27],
        [0.31, 0.29, 0.24, 0.58],
        [0.52, 0.26, 0.15, 0.41],
    ];

    private readonly Random _random;

    public ReadingStudy(int seed)
    {
        _random = new Random(seed);
        for (int policy = 0; policy < Policies.Length; policy++)
        {
            for (int repetition = 0; repetition < Repetitions; repetition++)
                Learn(policy);
        }

        Evaluate();
    }

    /// <summary>[policy, block]: mean reward of the block's sessions, over all repetitions.</summary>
    public double[,] Curve { get; } = new double[Policies.Length, Sessions / Block];

    /// <summary>[policy, reader]: mean reward over all sessions and repetitions.</summary>
    public double[,] ByReader { get; } = new double[Policies.Length, Readers.Length];

    /// <summary>[estimator, size of the log]: root mean square error against the true value of the best policy.</summary>
    public double[,] Error { get; } = new double[Estimators.Length, LogSizes.Length];

    /// <summary>The expected reward of the best order for each reader.</summary>
    public static double BestReward => Opens.Average(row => row.Max());

    /// <summary>The expected reward of the order that is best for all readers together.</summary>
    public static double BestFixedReward => Enumerable.Range(0, Orders.Length).Max(FixedReward);

    public static int BestFixedOrder => Enumerable.Range(0, Orders.Length).MaxBy(FixedReward);

    public double Overall(int policy) => Enumerable.Range(0, Readers.Length).Average(reader => ByReader[policy, reader]);

    private static double FixedReward(int order) => Opens.Average(row => row[order]);

    private void Learn(int policy)
    {
        double[,] count = new double[Readers.Length, Orders.Length], sum = new double[Readers.Length, Orders.Length];
        for (int session = 0; session < Sessions; session++)
        {
            int reader = session % Readers.Length;
            int order = policy switch
            {
                0 => _random.Next(Orders.Length),
                1 => BestFixedOrder,
                2 when _random.NextDouble() < Epsilon => _random.Next(Orders.Length),
                2 => Best(reader, order => Mean(reader, order)),
                _ => Best(reader, order => count[reader, order] == 0 ? 10 : Mean(reader, order) + (UcbWidth * Math.Sqrt(Math.Log(session + 1) / count[reader, order]))),
            };
            double reward = Open(reader, order);
            count[reader, order]++;
            sum[reader, order] += reward;
            Curve[policy, session / Block] += reward / (Block * Repetitions);
            ByReader[policy, reader] += reward / (Math.Ceiling((Sessions - reader) / (double)Readers.Length) * Repetitions);
        }

        double Mean(int reader, int order) => count[reader, order] == 0 ? 0.5 : sum[reader, order] / count[reader, order];
        int Best(int reader, Func<int, double> score) => Enumerable.Range(0, Orders.Length).MaxBy(score);
    }

    private void Evaluate()
    {
        for (int size = 0; size < LogSizes.Length; size++)
        {
            double[] squares = new double[Estimators.Length];
            for (int repetition = 0; repetition < Repetitions; repetition++)
            {
                double[] estimates = Estimate(LogSizes[size]);
                for (int estimator = 0; estimator < squares.Length; estimator++)
                    squares[estimator] += Math.Pow(estimates[estimator] - BestReward, 2);
            }

            for (int estimator = 0; estimator < squares.Length; estimator++)
                Error[estimator, size] = Math.Sqrt(squares[estimator] / Repetitions);
        }
    }

    // The value of the best policy, from a log of the uniform one. The reward model of DR is fitted on one half and used on the other.
    private double[] Estimate(int sessions)
    {
        (int Reader, int Order, double Reward)[] log = new (int, int, double)[sessions];
        double[,,] count = new double[2, Readers.Length, Orders.Length], sum = new double[2, Readers.Length, Orders.Length];
        for (int session = 0; session < sessions; session++)
        {
            int reader = _random.Next(Readers.Length), order = _random.Next(Orders.Length);
            log[session] = (reader, order, Open(reader, order));
            count[session % 2, reader, order]++;
            sum[session % 2, reader, order] += log[session].Reward;
        }

        double ips = 0, weights = 0, dr = 0;
        for (int session = 0; session < sessions; session++)
        {
            (int reader, int order, double reward) = log[session];
            int target = Enumerable.Range(0, Orders.Length).MaxBy(candidate => Opens[reader][candidate]), otherHalf = 1 - (session % 2);
            double weight = order == target ? Orders.Length : 0;
            ips += weight * reward;
            weights += weight;
            dr += Model(otherHalf, reader, target) + (weight * (reward - Model(otherHalf, reader, order)));
        }

        return [ips / sessions, weights > 0 ? ips / weights : 0, dr / sessions];

        double Model(int half, int reader, int order) => (sum[half, reader, order] + 0.5) / (count[half, reader, order] + 1);
    }

    private double Open(int reader, int order) => _random.NextDouble() < Opens[reader][order] ? 1 : 0;
}
