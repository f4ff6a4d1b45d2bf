namespace AiScholar.Rl.Core;

/// <summary>What a reward model that did not learn from an event says of it.</summary>
internal sealed class ModelPredictions
{
    private ModelPredictions(int count) => (Values, OfChosen) = (new double[count], new double[count]);

    /// <summary>The value of the target's distribution.</summary>
    public double[] Values { get; }

    /// <summary>The value of the chosen action.</summary>
    public double[] OfChosen { get; }

    /// <summary>
    /// Fits on the other folds and predicts; with any-time valid intervals on the events before alone, since those hold only if nothing of
    /// an event is known beforehand.
    /// </summary>
    /// <param name="sample">The log.</param>
    /// <param name="weights">Weights of the events in the fit; null for 1 each.</param>
    public static ModelPredictions Fit(OffPolicySample sample, double[]? weights = null)
    {
        int count = sample.Count, folds = Math.Min(sample.Options.Folds, count);
        bool forward = sample.Options.Interval == OffPolicyInterval.ConfidenceSequence;
        var predictions = new ModelPredictions(count);
        for (int fold = 0; fold < folds; fold++)
        {
            var model = new RewardModel(sample.Options.Ridge);
            for (int i = 0; i < count; i++)
            {
                int other = forward ? FoldInTime(i, count, folds) : i % folds;
                if (forward ? other < fold : other != fold || folds == 1)
                    model.Observe(sample.Log[i].Context, sample.Log[i].Actions[sample.Log[i].ChosenIndex], sample.Rewards[i], weights is null ? 1 : weights[i]);
            }

            model.Fit();
            for (int i = 0; i < count; i++)
            {
                if ((forward ? FoldInTime(i, count, folds) : i % folds) == fold)
                    predictions.Predict(i, sample, model);
            }
        }

        return predictions;
    }

    private static int FoldInTime(int i, int count, int folds) => (int)((long)i * folds / count);

    private void Predict(int i, OffPolicySample sample, RewardModel model)
    {
        LoggedDecision decision = sample.Log[i];
        double[] distribution = sample.Distributions[i];
        RewardModel.Row row = model.Encode(decision.Context);
        (double low, double high) = sample.RewardRange;
        for (int action = 0; action < distribution.Length; action++)
        {
            bool isChosen = action == decision.ChosenIndex;
            if (distribution[action] == 0 && !isChosen)
                continue;
            double predicted = Math.Clamp(model.Predict(row, decision.Actions[action]), low, high);
            Values[i] += distribution[action] * predicted;
            if (isChosen)
                OfChosen[i] = predicted;
        }
    }
}
