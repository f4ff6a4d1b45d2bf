namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Rows of named columns, stored column by column, with a constant first column.</summary>
internal sealed class DesignMatrix(int rows)
{
    private readonly List<double[]> _columns = [Ones(rows)];
    private readonly List<string> _names = ["constant"];

    public int Rows { get; } = rows;

    public int Columns => _columns.Count;

    public double[] this[int column] => _columns[column];

    public string NameOf(int column) => _names[column];

    /// <summary>Adds a column and returns its index.</summary>
    public int Add(string name, double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Rows);
        _columns.Add(values);
        _names.Add(name);
        return _columns.Count - 1;
    }

    /// <summary>Some columns, with the constant first.</summary>
    public DesignMatrix Select(IEnumerable<int> columns)
    {
        var selected = new DesignMatrix(Rows);
        foreach (int column in columns)
            selected.Add(_names[column], _columns[column]);
        return selected;
    }

    /// <summary>The columns that no earlier ones make up (a pivot of Cholesky's factorisation of the correlations that is not near 0).</summary>
    public bool[] Independent()
    {
        const double Tolerance = 1e-8;
        int width = Columns;
        var kept = new bool[width];
        var basis = new List<double[]>();
        for (int column = 0; column < width; column++)
        {
            double[] rest = [.. _columns[column]];
            double length = Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(rest));
            foreach (double[] direction in basis)
            {
                double part = System.Numerics.Tensors.TensorPrimitives.Dot<double>(rest, direction);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(direction, -part, rest, rest);
            }

            double left = Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(rest));
            if (left <= Tolerance * Math.Max(length, double.Epsilon))
                continue;
            System.Numerics.Tensors.TensorPrimitives.Divide<double>(rest, left, rest);
            basis.Add(rest);
            kept[column] = true;
        }

        return kept;
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
