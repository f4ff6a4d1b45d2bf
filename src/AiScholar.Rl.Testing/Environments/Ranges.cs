using System.Runtime.CompilerServices;

namespace AiScholar.Rl.Testing;

/// <summary>Checks what a host sets.</summary>
internal static class Ranges
{
    public static int Check(int value, int minimum, int maximum = int.MaxValue, [CallerMemberName] string name = "") =>
        value >= minimum && value <= maximum ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {minimum} to {maximum}.");

    public static double Check(double value, double minimum, double maximum, [CallerMemberName] string name = "") =>
        value >= minimum && value <= maximum ? value : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be from {minimum} to {maximum}."));

    public static TimeSpan Check(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must not be negative.");

    public static T NotNull<T>(T value, [CallerMemberName] string name = "")
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    /// <summary>Ascending steps from 1 on.</summary>
    public static IReadOnlyList<int> Steps(IReadOnlyList<int> value, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(value, name);
        for (int i = 0; i < value.Count; i++)
        {
            if (value[i] < 1 || (i > 0 && value[i] <= value[i - 1]))
                throw new ArgumentException($"{name} must ascend from 1 on.", name);
        }

        return value;
    }
}
