namespace AiScholar.Rl.Personalization;

/// <summary>Writes and reads a blend: its parts, then the weights; format 1.</summary>
internal static class BlendState
{
    public static void Write(BinaryWriter writer, BlendModel model, int networks)
    {
        writer.Write(networks);
        MarkovState.Write(writer, model.Markov);
        KnnState.WriteSessions(writer, model.Knn);
        model.Mixer.Write(writer);
    }

    public static BlendModel Read(BinaryReader reader, MarkovOptions markovOptions, KnnOptions knnOptions, int networks)
    {
        int saved = reader.ReadInt32();
        if (saved != networks)
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved blend has {saved} networks; this one has {networks} (parameter Networks).");
        MarkovModel markov = MarkovState.Read(reader, markovOptions, hasPool: true);
        var model = new BlendModel(markov, knnOptions, networks, KnnState.ReadSessions(reader, knnOptions, markov.Vocabulary));
        model.Mixer.Read(reader);
        return model;
    }
}
