using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>Writes and reads the sessions of the nearest-neighbour model; format 1.</summary>
internal static class KnnState
{
    public static void Write(BinaryWriter writer, KnnModel model)
    {
        model.Vocabulary.Write(writer);
        WriteSessions(writer, model);
    }

    public static KnnModel Read(BinaryReader reader, KnnOptions options, ActionVocabulary vocabulary)
    {
        vocabulary.Read(reader, options.MaxActions);
        return ReadSessions(reader, options, vocabulary);
    }

    public static void WriteSessions(BinaryWriter writer, KnnModel model)
    {
        KnnModel.Session[] sessions = [.. model.Sessions];
        writer.Write(sessions.Length);
        foreach (KnnModel.Session session in sessions)
        {
            writer.Write(session.Key);
            writer.Write(session.Actions.Count);
            foreach (int action in session.Actions)
                writer.Write(action);
        }
    }

    /// <summary>Reads the sessions of a model whose actions are known already.</summary>
    public static KnnModel ReadSessions(BinaryReader reader, KnnOptions options, ActionVocabulary vocabulary)
    {
        var model = new KnnModel(options, vocabulary);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string key = reader.ReadString();
            for (int actions = reader.ReadInt32(); actions > 0; actions--)
            {
                int action = reader.ReadInt32();
                if (action < 0 || action >= vocabulary.Count)
                    throw new StateException("A session of the saved predictor holds an action that it does not know.");
                model.Add(key, action);
            }
        }

        return model;
    }
}
