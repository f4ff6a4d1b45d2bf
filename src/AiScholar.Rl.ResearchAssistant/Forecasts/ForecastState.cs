using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>All that a forecaster has learnt: the model of what comes next, the newest moments with their remaining times, the forest grown of them, and how right its quantiles were.</summary>
internal sealed class ForecastState(ContextModelSettings settings)
{
    /// <summary>The end of the work, among the activities; no activity is empty.</summary>
    public const string End = "";

    private const int MaxMoments = 10_000_000;

    public ContextModel Next { get; private init; } = new(settings);

    public ColumnNames Names { get; private init; } = new();

    public Queue<MomentExample> Moments { get; } = [];

    public RemainingForest? Forest { get; set; }

    public QuantileCalibration Calibration { get; private init; } = new();

    public long Sessions { get; set; }

    /// <summary>Sessions with times, and how many of them there were when the forest was grown.</summary>
    public long TimedSessions { get; set; }

    public long GrownAt { get; set; }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Sessions);
        writer.Write(TimedSessions);
        writer.Write(GrownAt);
        ContextState.Write(writer, Next);
        Names.Write(writer);
        Calibration.Write(writer);
        writer.Write(Moments.Count);
        foreach (MomentExample example in Moments)
        {
            writer.Write(example.Session);
            writer.Write(example.Seconds);
            writer.Write(example.Moment.Columns.Length);
            foreach (int column in example.Moment.Columns)
                writer.Write(column);
            foreach (float value in example.Moment.Values)
                writer.Write(value);
        }

        writer.Write(Forest is not null);
        Forest?.Write(writer);
    }

    public static ForecastState Read(BinaryReader reader, ContextModelSettings settings)
    {
        long sessions = Positive(reader.ReadInt64()), timed = Positive(reader.ReadInt64()), grownAt = Positive(reader.ReadInt64());
        ContextModel next = ContextState.Read(reader, settings);
        var state = new ForecastState(settings) { Next = next, Names = ColumnNames.Read(reader), Calibration = QuantileCalibration.Read(reader), Sessions = sessions, TimedSessions = timed, GrownAt = grownAt };
        for (int left = PolicyPayload.Count(reader.ReadInt32(), MaxMoments, "moments"); left > 0; left--)
        {
            long session = reader.ReadInt64();
            float seconds = (float)PolicyPayload.Finite(reader.ReadSingle());
            int[] columns = new int[PolicyPayload.Count(reader.ReadInt32(), ColumnNames.Capacity, "columns")];
            foreach (ref int column in columns.AsSpan())
                column = PolicyPayload.Count(reader.ReadInt32(), state.Names.Count - 1, "columns");
            if (seconds < 0)
                throw new StateException("The saved forecaster has a negative remaining time.");
            state.Moments.Enqueue(new MomentExample(session, new Moment(columns, PolicyPayload.Floats(reader, columns.Length)), seconds));
        }

        state.Forest = reader.ReadBoolean() ? RemainingForest.Read(reader) : null;
        return state;

        static long Positive(long value) => PolicyPayload.Count(value, long.MaxValue, "sessions");
    }
}
