-- What is exported once is a dataset without a name.
alter table dataset alter column name drop not null, add column against_id uuid;

-- Decisions about whole repositories, which later exports of them take over.
create index dataset_finding_dropped_repository on dataset_finding (repository_id) where decision = 'drop_repository';
