namespace AiScholar.Rl.Torch;

/// <summary>A text as a sparse vector of length 1.</summary>
/// <param name="Columns">Where it is not 0; empty when the text is missing.</param>
/// <param name="Values">What stands there.</param>
/// <param name="Common">The same places, terms weighed by how common they are as well; for the part of a query that is learnt.</param>
/// <param name="Terms">How many different terms it is made of; 0 when unknown.</param>
internal readonly record struct TextVector(int[] Columns, float[] Values, float[] Common, int Terms)
{
    public static TextVector Missing { get; } = new([], [], [], 0);

    public bool IsMissing => Columns.Length == 0;

    /// <summary>Scales a vector to length 1; missing when it is all 0.</summary>
    /// <param name="vector">The values.</param>
    /// <param name="terms">How many different terms there are; 0 when unknown.</param>
    /// <param name="common">The values of common terms, scaled alike; empty when they are the same.</param>
    public static TextVector Create(ReadOnlySpan<float> vector, int terms, ReadOnlySpan<float> common = default)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in vector)
        {
            sum += (double)value * value;
            count += value == 0 ? 0 : 1;
        }

        if (sum == 0)
            return Missing;
        common = common.IsEmpty ? vector : common;
        var (columns, values, shared, scale) = (new int[count], new float[count], new float[count], 1 / Math.Sqrt(sum));
        for (int i = 0, next = 0; i < vector.Length; i++)
        {
            if (vector[i] != 0)
                (columns[next], shared[next], values[next++]) = (i, (float)(common[i] * scale), (float)(vector[i] * scale));
        }

        return new TextVector(columns, values, shared, terms);
    }

    public void CopyTo(Span<float> row) => Scatter(Values, row);

    public void CopyCommonTo(Span<float> row) => Scatter(Common, row);

    private void Scatter(float[] values, Span<float> row)
    {
        for (var i = 0; i < Columns.Length; i++)
            row[Columns[i]] = values[i];
    }
}
