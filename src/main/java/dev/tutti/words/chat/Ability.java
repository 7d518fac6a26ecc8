package dev.tutti.words.chat;

/** Something that a request may need and a model may lack. */
public enum Ability {
    TOOLS,
    JSON_SCHEMA,
    IMAGES,
    AUDIO,
    LOGPROBS
}
