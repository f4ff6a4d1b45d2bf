namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Whether people can fill all places of a task when nothing else holds them.</summary>
internal static class PeopleMatching
{
    /// <summary>The first need that cannot be filled; null when all can.</summary>
    public static int? FindShort(RichNeed[] needs)
    {
        var placeOf = new Dictionary<int, (int Need, int Place)>();
        for (int need = 0; need < needs.Length; need++)
        {
            for (int place = 0; place < needs[need].People; place++)
            {
                if (place >= needs[need].Candidates.Length || !Augment(needs, placeOf, need, place, []))
                    return need;
            }
        }

        return null;
    }

    private static bool Augment(RichNeed[] needs, Dictionary<int, (int Need, int Place)> placeOf, int need, int place, HashSet<int> seen)
    {
        foreach (int person in needs[need].Candidates)
        {
            if (!seen.Add(person))
                continue;
            if (placeOf.TryGetValue(person, out (int Need, int Place) other) && !Augment(needs, placeOf, other.Need, other.Place, seen))
                continue;
            placeOf[person] = (need, place);
            return true;
        }

        return false;
    }
}
