namespace AiScholar.Rl.Core;

/// <summary>The answers of many tasks by task and by item, standardised to mean 0 and deviation 1.</summary>
internal sealed class RatingTable
{
    private RatingTable(string[] items, int[] userStarts, int[] itemOf, double[] values, int[] itemStarts, int[] userOf, int[] ratingOf) =>
        (Items, UserStarts, ItemOf, Values, ItemStarts, UserOf, RatingOf) = (items, userStarts, itemOf, values, itemStarts, userOf, ratingOf);

    public string[] Items { get; }

    public int UserCount => UserStarts.Length - 1;

    /// <summary>Answers of user u lie from <c>UserStarts[u]</c> to <c>UserStarts[u + 1]</c>.</summary>
    public int[] UserStarts { get; }

    public int[] ItemOf { get; }

    public double[] Values { get; }

    /// <summary>Answers to item i lie from <c>ItemStarts[i]</c> to <c>ItemStarts[i + 1]</c> in <see cref="UserOf"/> and <see cref="RatingOf"/>.</summary>
    public int[] ItemStarts { get; }

    public int[] UserOf { get; }

    /// <summary>Index into <see cref="Values"/>.</summary>
    public int[] RatingOf { get; }

    public static RatingTable Create(IReadOnlyList<MetaTask> tasks, AnswerScale scale)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        int count = tasks.Sum(task => task.Examples.Count);
        int[] userStarts = new int[tasks.Count + 1], itemOf = new int[count];
        double[] values = new double[count];
        int next = 0;
        for (int user = 0; user < tasks.Count; user++)
        {
            foreach (MetaExample example in tasks[user].Examples)
            {
                if (!index.TryGetValue(example.Item.Id, out int item))
                    index.Add(example.Item.Id, item = index.Count);
                (itemOf[next], values[next]) = (item, scale.Standardize(example.Target));
                next++;
            }

            userStarts[user + 1] = next;
        }

        string[] items = new string[index.Count];
        foreach ((string id, int item) in index)
            items[item] = id;
        (int[] itemStarts, int[] userOf, int[] ratingOf) = ByItem(itemOf, userStarts, items.Length);
        return new RatingTable(items, userStarts, itemOf, values, itemStarts, userOf, ratingOf);
    }

    private static (int[] Starts, int[] UserOf, int[] RatingOf) ByItem(int[] itemOf, int[] userStarts, int items)
    {
        int[] starts = new int[items + 1], userOf = new int[itemOf.Length], ratingOf = new int[itemOf.Length];
        foreach (int item in itemOf)
            starts[item + 1]++;
        for (int item = 0; item < items; item++)
            starts[item + 1] += starts[item];
        int[] next = starts[..items];
        for (int user = 0; user + 1 < userStarts.Length; user++)
        {
            for (int rating = userStarts[user]; rating < userStarts[user + 1]; rating++)
            {
                int position = next[itemOf[rating]]++;
                (userOf[position], ratingOf[position]) = (user, rating);
            }
        }

        return (starts, userOf, ratingOf);
    }
}
