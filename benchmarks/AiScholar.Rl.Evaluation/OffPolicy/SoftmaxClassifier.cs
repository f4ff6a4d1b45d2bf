namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>Multinomial logistic regression by stochastic gradient descent: the classifiers that logging and target policies are made of.</summary>
internal sealed class SoftmaxClassifier
{
    private readonly double[,] _weights;
    private readonly int _classes;

    public SoftmaxClassifier(IReadOnlyList<(double[] X, int Label)> rows, int classes, int epochs, double rate, int seed)
    {
        _classes = classes;
        _weights = new double[classes, rows[0].X.Length];
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (int i in order)
            {
                (double[] x, int label) = rows[i];
                double[] probabilities = Predict(x, 1);
                for (int c = 0; c < classes; c++)
                {
                    double step = rate * ((c == label ? 1 : 0) - probabilities[c]);
                    for (int j = 0; j < x.Length; j++)
                        _weights[c, j] += step * x[j];
                }
            }
        }
    }

    /// <summary>Class probabilities; a higher temperature makes them more even.</summary>
    public double[] Predict(double[] x, double temperature)
    {
        double[] scores = new double[_classes];
        for (int c = 0; c < _classes; c++)
        {
            for (int j = 0; j < x.Length; j++)
                scores[c] += _weights[c, j] * x[j] / temperature;
        }

        double largest = scores.Max(), sum = 0;
        for (int c = 0; c < _classes; c++)
            sum += scores[c] = Math.Exp(scores[c] - largest);
        for (int c = 0; c < _classes; c++)
            scores[c] /= sum;
        return scores;
    }
}
