-- A state is written whole with each act: the fast compression where the
-- server has it. Servers without it keep their own.
DO $$ BEGIN
  EXECUTE 'ALTER TABLE stream ALTER COLUMN state SET COMPRESSION lz4';
EXCEPTION WHEN OTHERS THEN NULL;
END $$;
