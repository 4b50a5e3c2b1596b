-- The order of the list of findings, which begins anywhere.
create index dataset_finding_order on dataset_finding
  (dataset_id, "check", rule, trajectory_id, coalesce(position, -1), coalesce(line, 0), fingerprint);

-- What keeps trajectories and repositories out of a dataset, among everything that was found in it.
create index dataset_finding_dropped on dataset_finding (dataset_id, decision) include (trajectory_id, repository_id)
  where decision in ('drop', 'drop_repository');
