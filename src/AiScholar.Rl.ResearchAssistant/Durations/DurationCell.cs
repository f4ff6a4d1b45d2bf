namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What is learnt of one kind of work, or of all work of a domain: the latest observations, running lines, and how wrong each expert was on new work.</summary>
internal sealed class DurationCell
{
    public const int Experts = 5;

    /// <summary>How many of the latest observations are kept.</summary>
    public const int Capacity = 2048;

    /// <summary>How many observations of one session are kept, so that one large session does not push out all others.</summary>
    public const int SessionShare = 64;

    private const double LargestError = 2;
    private const int FewestErrors = 3;

    private readonly List<(double Amount, double Log)> _recent = [];
    private readonly double[] _errors = new double[Experts];
    private readonly double[] _squares = new double[Experts];
    private LineFit _linear;
    private LineFit _relative;
    private LineFit _power;
    private LineFit _spread;
    private double _judged;
    private int _next;
    private DurationFit? _fit;

    public long Count { get; private set; }

    /// <summary>Variance of the logarithms of seconds.</summary>
    public double Variance => _spread.Weight > 1 ? _spread.SquaresX / (_spread.Weight - 1) : 0;

    /// <summary>Null before the first observation.</summary>
    public DurationFit? Fit => Count == 0 ? null : _fit ??= new DurationFit(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_recent), _linear, _relative, _power);

    /// <summary>The expert that was least wrong on new work.</summary>
    public DurationExpert Best => _judged < FewestErrors
        ? DurationExpert.Constant
        : (DurationExpert)System.Numerics.Tensors.TensorPrimitives.IndexOfMin<double>(_errors);

    /// <summary>How often and how wrong the best expert was: the sum of squared errors of the logarithm.</summary>
    public (double Count, double Squares) Errors => (_judged, _squares[(int)Best]);

    /// <summary>Judges the experts by a duration they have not seen.</summary>
    /// <param name="amount">The amount of work, or null.</param>
    /// <param name="log">The logarithm of seconds.</param>
    /// <param name="weight">How much it counts: what a session's tasks have in common makes many of them worth less than as many sessions.</param>
    public void Judge(double? amount, double log, double weight)
    {
        if (Fit is not { } fit)
            return;
        _judged += weight;
        for (int expert = 0; expert < Experts; expert++)
        {
            double error = Math.Min(LargestError, Math.Abs(fit.Predict((DurationExpert)expert, amount) - log));
            _errors[expert] += weight * error;
            _squares[expert] += weight * error * error;
        }
    }

    /// <summary>Learns the observations of one session.</summary>
    public void Add(IReadOnlyList<(double Amount, double Log)> session)
    {
        Count += session.Count;
        _fit = null;
        foreach ((double amount, double log) in session)
        {
            _spread.Add(log, 0, 1);
            if (!double.IsFinite(amount))
                continue;
            double seconds = Math.Exp(log);
            _linear.Add(amount, seconds, 1);
            _relative.Add(amount, seconds, 1 / (seconds * seconds));
            _power.Add(Math.Log(1 + amount), log, 1);
        }

        int kept = Math.Min(session.Count, SessionShare);
        for (int i = 0; i < kept; i++)
        {
            (double, double) observation = session[(int)((long)i * session.Count / kept)];
            if (_recent.Count < Capacity)
                _recent.Add(observation);
            else
                _recent[_next] = observation;
            _next = (_next + 1) % Capacity;
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(_judged);
        writer.Write(_next);
        foreach (double error in _errors.Concat(_squares))
            writer.Write(error);
        foreach (LineFit line in (LineFit[])[_linear, _relative, _power, _spread])
        {
            foreach (double value in (double[])[line.Weight, line.MeanX, line.MeanY, line.SquaresX, line.Products])
                writer.Write(value);
        }

        writer.Write(_recent.Count);
        foreach ((double amount, double log) in _recent)
        {
            writer.Write(amount);
            writer.Write(log);
        }
    }

    /// <exception cref="StateException">A number is out of its range.</exception>
    public static DurationCell Read(BinaryReader reader)
    {
        var cell = new DurationCell { Count = AtLeastZero(reader.ReadInt64()), _judged = Math.Max(0, Core.PolicyPayload.Finite(reader.ReadDouble())), _next = (int)Core.PolicyPayload.Count(reader.ReadInt32(), Capacity - 1, "positions") };
        for (int i = 0; i < Experts * 2; i++)
            (i < Experts ? cell._errors : cell._squares)[i % Experts] = Core.PolicyPayload.Finite(reader.ReadDouble());
        (cell._linear, cell._relative, cell._power, cell._spread) = (Line(reader), Line(reader), Line(reader), Line(reader));
        for (int left = Core.PolicyPayload.Count(reader.ReadInt32(), Capacity, "observations"); left > 0; left--)
            cell._recent.Add((reader.ReadDouble(), Core.PolicyPayload.Finite(reader.ReadDouble())));
        if (cell.Count > 0 != cell._recent.Count > 0 || cell._recent.Count > cell.Count)
            throw new StateException("The saved durations do not have the observations they count.");
        return cell;

        static long AtLeastZero(long value) => Core.PolicyPayload.Count(value, long.MaxValue, "observations");

        static LineFit Line(BinaryReader reader) => new()
        {
            Weight = Core.PolicyPayload.Finite(reader.ReadDouble()),
            MeanX = Core.PolicyPayload.Finite(reader.ReadDouble()),
            MeanY = Core.PolicyPayload.Finite(reader.ReadDouble()),
            SquaresX = Core.PolicyPayload.Finite(reader.ReadDouble()),
            Products = Core.PolicyPayload.Finite(reader.ReadDouble()),
        };
    }
}
