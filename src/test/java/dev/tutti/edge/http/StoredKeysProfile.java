package dev.tutti.edge.http;

/** {@link PracticeProfile} with a store of its own, in which a test makes keys. */
public class StoredKeysProfile extends PracticeProfile {}
