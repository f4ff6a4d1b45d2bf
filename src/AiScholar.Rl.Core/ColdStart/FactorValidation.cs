namespace AiScholar.Rl.Core;

/// <summary>Tasks kept aside and treated as new: chooses the weights of evidence, and calibrates forecasts, by supports of every size in <see cref="FactorState.Levels"/>.</summary>
internal sealed class FactorValidation
{
    private const int QueriesPerTask = 30;
    private static readonly double[] PresenceWeights = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 4];
    private static readonly double[] AnswerWeights = [0.5, 0.7, 1, 1.4];

    private readonly List<(int Level, MetaExample[] Support, MetaExample[] Queries)> _episodes = [];

    public FactorValidation(MetaTask[] aside, Random random)
    {
        foreach (MetaTask task in aside)
        {
            MetaExample[] examples = [.. task.Examples];
            random.Shuffle(examples);
            for (int level = 0; level < FactorState.Levels.Length && FactorState.Levels[level] < examples.Length; level++)
                _episodes.Add((level, examples[..FactorState.Levels[level]], [.. examples[FactorState.Levels[level]..].TakeLast(QueriesPerTask)]));
        }
    }

    /// <summary>The weights of least squared error within tasks, each in turn.</summary>
    public EvidenceWeights ChooseWeights(FactorModel[] members)
    {
        EvidenceWeights best = EvidenceWeights.Default;
        double answers = AnswerWeights.MinBy(weight => Error(members, best with { Answers = weight }));
        best = best with { Answers = answers };
        double presence = PresenceWeights.MinBy(weight => Error(members, best with { Presence = weight }));
        best = best with { Presence = presence };
        return best with { Answers = AnswerWeights.MinBy(weight => Error(members, best with { Answers = weight })) };
    }

    /// <summary>A calibration for each level, and the mean absolute error before it.</summary>
    public (MedianCalibration[] Calibrations, double Error) Calibrate(FactorModel[] members)
    {
        var pairs = FactorState.Levels.Select(_ => new List<(double Expected, double Actual)>()).ToArray();
        foreach ((int level, double expected, double actual) in Forecast(members))
            pairs[level].Add((expected, actual));
        double error = pairs.SelectMany(level => level).Select(pair => Math.Abs(pair.Expected - pair.Actual)).DefaultIfEmpty(0).Average();
        return ([.. pairs.Select(MedianCalibration.Fit)], error * members[0].Scale.Deviation);
    }

    /// <summary>What is common to a task's queries is left out: it ranks nothing, and calibration sees to it.</summary>
    private double Error(FactorModel[] members, EvidenceWeights weights)
    {
        var state = new FactorState([.. members.Select(member => member.With(weights))], []);
        double error = 0;
        foreach ((_, MetaExample[] support, MetaExample[] queries) in _episodes)
        {
            FactorPredictor predictor = state.Adapt(support);
            double[] residuals = [.. queries.Select(query => predictor.Expect(query.Item) - members[0].Scale.Standardize(query.Target))];
            double common = residuals.Average();
            error += residuals.Sum(residual => (residual - common) * (residual - common));
        }

        return error;
    }

    private IEnumerable<(int Level, double Expected, double Actual)> Forecast(FactorModel[] members)
    {
        var state = new FactorState(members, []);
        foreach ((int level, MetaExample[] support, MetaExample[] queries) in _episodes)
        {
            FactorPredictor predictor = state.Adapt(support);
            foreach (MetaExample query in queries)
                yield return (level, predictor.Expect(query.Item), members[0].Scale.Standardize(query.Target));
        }
    }
}
