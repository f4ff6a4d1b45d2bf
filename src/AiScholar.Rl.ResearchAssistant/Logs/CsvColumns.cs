namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Where in a row stands what.</summary>
internal sealed record CsvColumns(int Session, int Activity, int? Start, int? End, int? Person, int? Domain, int? Succeeded, IReadOnlyList<int> Others)
{
    /// <summary>Finds the columns by the names in the first line.</summary>
    public static CsvColumns Find(List<string> header, CsvLogOptions options, Func<string, WorkflowException> invalid)
    {
        if (header.FirstOrDefault(name => header.Count(other => other == name) > 1) is { } twice)
            throw invalid($"the column '{twice}' stands twice");
        int?[] found = [.. ((string?[])[options.SessionColumn, options.ActivityColumn, options.StartColumn, options.EndColumn, options.PersonColumn, options.DomainColumn, options.SucceededColumn])
            .Select(name => name is null || header.IndexOf(name) < 0 ? (int?)null : header.IndexOf(name))];
        return new CsvColumns(
            found[0] ?? throw invalid($"there is no column '{options.SessionColumn}'; set {nameof(options.SessionColumn)}"),
            found[1] ?? throw invalid($"there is no column '{options.ActivityColumn}'; set {nameof(options.ActivityColumn)}"),
            found[2],
            found[3],
            found[4],
            found[5],
            found[6],
            [.. Enumerable.Range(0, header.Count).Where(column => !found.Contains(column))]);
    }
}
